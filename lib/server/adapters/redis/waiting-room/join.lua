local newcomer, id = cjson.decode(ARGV[2]), ARGV[3]
local function positionOf(entry, isNew)
  local queue = queueOf(entry)
  -- The newest arrived last, so that all others in the queue are before them.
  if isNew then return redis.call('ZCARD', queue) + (entry.pairing and 1 or 0) end
  return 1 + redis.call('ZCOUNT', queue, '-inf', '(' .. entry.order)
end

local before = load(newcomer.user)
if before and before.chatType == newcomer.chatType then
  before.dialect = newcomer.dialect
  return { save(before), positionOf(before), 1, false, sizes() }
end
if before then remove(before) end

local entry = newcomer
entry.held = isHeld(entry) or false
entry.order, entry.cursor, entry.searches, entry.open = redis.call('INCR', ROOM .. ':arrivals'), -1, 0, false
local avoid = avoided(entry.user)
local lately = redis.call('ZRANGEBYSCORE', avoidedLately(entry.user), '(' .. ARGV[1], '+inf')
local reconciled = redis.call('ZRANGEBYSCORE', reconciledLately(entry.user), '(' .. ARGV[1], '+inf')
for _, list in ipairs({ ARGV[4] == '[]' and {} or cjson.decode(ARGV[4]), lately }) do
  for from = 1, #list, 1000 do
    redis.call('SADD', avoid, unpack(list, from, math.min(from + 999, #list)))
  end
  if #list > 0 then keep(avoid) end
end
for _, user in ipairs(reconciled) do redis.call('SREM', avoid, user) end
redis.call('HINCRBY', SIZES, entry.chatType, '1')
if entry.heldUntil then redis.call('HINCRBY', SIZES, 'heldBack', '1') end
local record, partner = tryToPair(entry, id, true)
local text = save(entry)
for _, key in ipairs({ ENTRIES, SIZES, ROOM .. ':arrivals' }) do keep(key) end
return { text, positionOf(entry, true), 0, record and { record, partner, text } or false, sizes() }
