import { EVIDENCE_MESSAGES, FOUL_MESSAGES_ALLOWED, REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import { IDLE_MS, LOG_MAX, LOG_MIN, RECONNECT_WINDOW_MS, UNSURE_MS } from '@/lib/domain/sessions'
import { TTL_MS } from '../keys'

/** Clocks differ: what may be asked for until then is kept a little longer. */
const KEEP_ENDED_MS = REPORTABLE_AFTER_END_MS + 60_000

/**
 * What every script of one session begins with. KEYS[1] is its record as JSON, ARGV[1] the time. `:log` holds the
 * entries, each a line of what the script knows and a line of what the author said, which no script reads; `:names`
 * the positions of what authors named. The name is the author's place and the client's message id. `:flagged`, `:said1`
 * and `:said2` hold what a report takes of the entries that the log no longer has, the last two by their author's place.
 */
const BEGINNING = `
local RECORD, LOG, NAMES, now = KEYS[1], KEYS[1] .. ':log', KEYS[1] .. ':names', tonumber(ARGV[1])
local null = cjson.null

local function load()
  local text = redis.call('GET', RECORD)
  return text and cjson.decode(text)
end

local function keep(ms)
  redis.call('PEXPIRE', LOG, ms)
  redis.call('PEXPIRE', NAMES, ms)
  for _, list in ipairs({ ':flagged', ':said1', ':said2' }) do redis.call('PEXPIRE', RECORD .. list, ms) end
end

local function save(session)
  local text = cjson.encode(session)
  local ms = session['end'] == null and ${TTL_MS.session} or ${KEEP_ENDED_MS}
  redis.call('SET', RECORD, text, 'PX', ms)
  keep(ms)
  return text
end

local function find(session, user)
  for place, participant in ipairs(session.participants) do
    if participant.user == user then return participant, session.participants[3 - place], place end
  end
end

local function deadlineOf(session)
  local at, cause, by = session.activeAt + ${IDLE_MS}, 'timeout', null
  for _, participant in ipairs(session.participants) do
    local away = participant.awayUntil
    if away ~= null and away < at then at, cause, by = away, 'disconnected', participant.user end
  end
  return at, cause, by
end

-- The session if it goes on and the user is in it.
local function live(user)
  local session = load()
  if session and session['end'] == null and find(session, user) then return session end
end
`

/** Gives the record that is there, the new one if there was none. */
export const OPEN = `${BEGINNING}
local text = redis.call('GET', RECORD)
if text then return text end
redis.call('SET', RECORD, ARGV[2], 'PX', ${TTL_MS.session})
return ARGV[2]
`

/** Takes back an opened session that cannot begin. */
export const DISCARD = `${BEGINNING}
local session = load()
if session and session['end'] == null then redis.call('DEL', RECORD) end
return 1
`

export const READ = `return redis.call('GET', KEYS[1])`

export const APPEND = `${BEGINNING}
local author, body, clientId = ARGV[2], ARGV[3], ARGV[5]
local isNamed, isConnected, isFoul, isPublished = ARGV[4] == '1', ARGV[6] == '1', ARGV[7] == '1', ARGV[8] == '1'
local session = live(author)
if not session or deadlineOf(session) <= now then return false end
local me, partner, place = find(session, author)
local length, name = redis.call('LLEN', LOG), isNamed and (place .. ' ' .. clientId) or nil
local cameBack = me.awayUntil ~= null and 1 or 0

local first = name and redis.call('HGET', NAMES, name)
if first then
  me.awayUntil = null
  local entry = redis.call('LINDEX', LOG, tonumber(first) - (session.lastSeq - length) - 1)
  return { save(session), entry, 1, cameBack }
end
if isFoul and me.strikes >= ${FOUL_MESSAGES_ALLOWED} then return 'too-foul' end

local seq = session.lastSeq + 1
local isHere = isConnected and partner.awayUntil == null
local entry = cjson.encode({ seq = seq, at = now, delivered = isHere, name = name, place = place, flagged = isFoul }) .. '\\n' .. body
redis.call('RPUSH', LOG, entry)
if name then redis.call('HSET', NAMES, name, seq) end
session.lastSeq, session.activeAt = seq, now
me.awayUntil, me.messages = null, me.messages + 1
if isFoul then me.strikes = me.strikes + 1 end
-- Both have it, unless there is something before it that they have yet to ask for.
if me.deliveredSeq == seq - 1 then me.deliveredSeq = seq end
if isHere and partner.deliveredSeq == seq - 1 then partner.deliveredSeq = seq end

local seen = math.min(me.deliveredSeq, partner.deliveredSeq)
for count = length + 1, ${LOG_MIN} + 1, -1 do
  local text = redis.call('LINDEX', LOG, 0)
  local oldest = cjson.decode(string.match(text, '^[^\\n]*'))
  if count <= ${LOG_MAX} and (oldest.seq > seen or now - oldest.at < ${UNSURE_MS}) then break end
  redis.call('LPOP', LOG)
  if oldest.name then redis.call('HDEL', NAMES, oldest.name) end
  if oldest.flagged then
    redis.call('RPUSH', RECORD .. ':flagged', text)
  elseif oldest.place then
    local said = RECORD .. ':said' .. oldest.place
    redis.call('RPUSH', said, text)
    redis.call('LTRIM', said, -${EVIDENCE_MESSAGES}, -1)
  end
end
local text = save(session)
if isPublished then redis.call('SPUBLISH', RECORD .. ':live', entry) end
return { text, entry, 0, cameBack }
`

export const AWAY = `${BEGINNING}
local session = live(ARGV[2])
if not session then return false end
local me = find(session, ARGV[2])
if me.awayUntil ~= null then return false end
me.awayUntil = now + ${RECONNECT_WINDOW_MS}
return save(session)
`

/** Gives the entries after a position, and those before it that the person has not been sent. */
export const RESUME = `${BEGINNING}
local lastSeq, isDialectGiven = tonumber(ARGV[3]), ARGV[4] == '1'
local session = live(ARGV[2])
if not session or deadlineOf(session) <= now then return false end
local me = find(session, ARGV[2])
local wasAway, seen = me.awayUntil ~= null, me.deliveredSeq
me.awayUntil = null
if isDialectGiven then me.dialect = ARGV[5] end
me.deliveredSeq = session.lastSeq
local dropped = session.lastSeq - redis.call('LLEN', LOG)
local from = math.max(0, math.min(lastSeq, seen) - dropped)
return { save(session), wasAway and 1 or 0, seen, redis.call('LRANGE', LOG, from, -1) }
`

/** Gives the entries after a position; the log is without gaps, so positions are places in it. */
export const MISSED = `
local text = redis.call('GET', KEYS[1])
if not text then return false end
local log = KEYS[1] .. ':log'
local dropped = cjson.decode(text).lastSeq - redis.call('LLEN', log)
return { text, redis.call('LRANGE', log, math.max(0, tonumber(ARGV[1]) - dropped), -1) }
`

export const END = `${BEGINNING}
local session = live(ARGV[2])
if not session then return false end
session['end'] = { cause = ARGV[3], by = ARGV[4] ~= '' and ARGV[4] or null, at = now }
return save(session)
`

/** Ends the session if its time is over. Gives it as it is then, and when to look again if it goes on. */
export const EXPIRE = `${BEGINNING}
local session = load()
if not session then return false end
if session['end'] ~= null then return { cjson.encode(session), false } end
local at, cause, by = deadlineOf(session)
if at > now then return { save(session), at } end
session['end'] = { cause = cause, by = by, at = now }
return { save(session), false }
`

/** Gives the log and what is kept of the entries before it. */
export const REPORT = `
local text = redis.call('GET', KEYS[1])
if not text then return false end
local entries = {}
for _, list in ipairs({ ':flagged', ':said1', ':said2', ':log' }) do
  for _, entry in ipairs(redis.call('LRANGE', KEYS[1] .. list, 0, -1)) do entries[#entries + 1] = entry end
end
return { text, entries }
`
