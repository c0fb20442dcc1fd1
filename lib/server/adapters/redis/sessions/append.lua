local author, body, clientId = ARGV[2], ARGV[3], ARGV[5]
local isNamed, isConnected, isFoul, bytes = ARGV[4] == '1', ARGV[6] == '1', ARGV[7] == '1', tonumber(ARGV[8])
local session = live(author)
if not session or deadlineOf(session) <= now then return false end
local me, position = find(session, author)
local partner = session.participants[3 - position]
local length, name = redis.call('LLEN', LOG), isNamed and (position .. ' ' .. clientId) or nil
local cameBack = me.awayUntil ~= null and 1 or 0

local first = name and redis.call('HGET', NAMES, name)
if first then
  local index = tonumber(first) - (session.lastSeq - length) - 1
  if index < 0 then return false end -- its entry has gone: a copy so late is a process' that stood still
  me.awayUntil = null
  local entry = redis.call('LINDEX', LOG, index)
  return { save(session), entry, 1, cameBack }
end
if isFoul and me.strikes >= FOUL_MESSAGES_ALLOWED then return 'too-foul' end

local seq = session.lastSeq + 1
local isHere = isConnected and partner.awayUntil == null
local known = { seq = seq, at = now, delivered = isHere, name = name, by = position, flagged = isFoul, bytes = bytes }
local entry = cjson.encode(known) .. '\n' .. body
redis.call('RPUSH', LOG, entry)
if name then redis.call('HSET', NAMES, name, seq) end
session.lastSeq, session.activeAt = seq, now
me.awayUntil, me.messages = null, me.messages + 1
if isFoul then me.strikes = me.strikes + 1 end
-- Both have it, unless there is something before it that they have yet to ask for.
if me.deliveredSeq == seq - 1 then me.deliveredSeq = seq end
if isHere and partner.deliveredSeq == seq - 1 then partner.deliveredSeq = seq end

local seen = math.min(me.deliveredSeq, partner.deliveredSeq)
session.logBytes = (session.logBytes or 0) + bytes
-- A copy, in Redis' language, of the domain's `expendable`.
for count = length + 1, 2, -1 do
  local isTooMuch = count > LOG_MAX or session.logBytes > LOG_MAX_BYTES
  if not isTooMuch and count <= LOG_MIN then break end
  local text = redis.call('LINDEX', LOG, 0)
  local oldest = cjson.decode(string.match(text, '^[^\n]*'))
  if not isTooMuch and (oldest.seq > seen or now - oldest.at < UNSURE_MS) then break end
  redis.call('LPOP', LOG)
  session.logBytes = session.logBytes - oldest.bytes
  if oldest.name and redis.call('RPUSH', SPENT, oldest.name) > SPENT_NAMES then
    redis.call('HDEL', NAMES, redis.call('LPOP', SPENT))
  end
  if oldest.flagged then
    redis.call('RPUSH', RECORD .. ':flagged', text)
  elseif oldest.by then
    local evidence = RECORD .. ':evidence' .. oldest.by
    redis.call('RPUSH', evidence, text)
    redis.call('LTRIM', evidence, -EVIDENCE_MESSAGES, -1)
  end
end
local text = save(session)
return { text, entry, 0, cameBack }
