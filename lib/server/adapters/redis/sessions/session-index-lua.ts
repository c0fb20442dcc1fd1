import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import { TTL_MS } from '../keys'

/** What was taken to be looked at, and was not seen to, is taken again after this: its taker is gone. */
export const LEASE_MS = 5_000

/**
 * What every script of the index begins with. KEYS[1] is the index: `:u:<user>` the session somebody is in, `:last:<user>`
 * the one before, `:deadlines` every live session by when to look whether it is over, which is never too late.
 */
const BEGINNING = `
local INDEX, DEADLINES = KEYS[1], KEYS[1] .. ':deadlines'
local function current(user) return INDEX .. ':u:' .. user end
local function last(user) return INDEX .. ':last:' .. user end
local function size() return redis.call('ZCARD', DEADLINES) end
local function lookAt(id, at)
  redis.call('ZADD', DEADLINES, at, id)
  redis.call('PEXPIRE', DEADLINES, ${TTL_MS.sessions})
end

-- Brings the next look forward. Always changes when it is, so that who is just looking does not put it off.
local function lookSooner(id, at)
  local planned = tonumber(redis.call('ZSCORE', DEADLINES, id))
  if planned then lookAt(id, math.min(at, planned - 1)) end
end
`

/**
 * Lets two people into a session if neither is in another one that goes on; ARGV[6] and following are sessions known to be over.
 * Gives how many live sessions there are, and the session each was in.
 */
export const CLAIM = `${BEGINNING}
local now, id, over, busy = ARGV[1], ARGV[2], {}, false
for index = 6, #ARGV do over[ARGV[index]] = true end
local before = {}
for place = 1, 2 do
  local session = redis.call('GET', current(ARGV[2 + place]))
  before[place] = session and session ~= id and session
  if before[place] and not over[session] then busy = true end
end
if busy then return { size(), before[1], before[2], 0 } end
for place = 1, 2 do
  redis.call('SET', current(ARGV[2 + place]), id, 'PX', ${TTL_MS.session})
  if before[place] then lookSooner(before[place], tonumber(now)) end
end
redis.call('ZADD', DEADLINES, 'NX', ARGV[5], id)
redis.call('PEXPIRE', DEADLINES, ${TTL_MS.sessions})
return { size(), false, false, 1 }
`

export const WHERE = `${BEGINNING}
return { redis.call('GET', current(ARGV[1])), redis.call('GET', last(ARGV[1])) }
`

/** Where somebody is, looking whether it is over by then. */
export const SOON = `${BEGINNING}
local id = redis.call('GET', current(ARGV[1]))
if id then lookSooner(id, tonumber(ARGV[2])) end
return id
`

/** Takes an ended session out. Gives 1 to the one who did: they tell. */
export const LEAVE = `${BEGINNING}
local id, at = ARGV[1], ARGV[2]
local isFirst = redis.call('ZREM', DEADLINES, id)
for place = 1, 2 do
  local user, partner = ARGV[2 + place], ARGV[5 - place]
  if user and redis.call('GET', current(user)) == id then redis.call('DEL', current(user)) end
  if user and isFirst == 1 then
    local text = cjson.encode({ session = id, partner = partner, at = tonumber(at) })
    redis.call('SET', last(user), text, 'PX', ${REPORTABLE_AFTER_END_MS + 60_000})
  end
end
return { isFirst, size() }
`

/** ARGV[3] becomes the index's mark if it has none: a mark that changed says that everything before is lost. */
export const TAKE_DUE = `${BEGINNING}
local MARK, taken = INDEX .. ':mark', tonumber(ARGV[1]) + ${LEASE_MS}
redis.call('SET', MARK, ARGV[3], 'NX')
redis.call('PEXPIRE', MARK, ${TTL_MS.sessions})
local due = redis.call('ZRANGEBYSCORE', DEADLINES, '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(due) do lookAt(id, taken) end
return { due, taken, size(), redis.call('GET', MARK) }
`

/** The session goes on: looks again at ARGV[3], unless somebody else has planned it since it was taken. */
export const PUT_OFF = `${BEGINNING}
local id, taken, at = ARGV[1], tonumber(ARGV[2]), ARGV[3]
if tonumber(redis.call('ZSCORE', DEADLINES, id)) == taken then lookAt(id, at) end
for place = 4, 5 do redis.call('PEXPIRE', current(ARGV[place]), ${TTL_MS.session}) end
return 1
`
