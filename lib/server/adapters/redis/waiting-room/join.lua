local newcomer, id = cjson.decode(ARGV[2]), ARGV[3]
local before = load(newcomer.user)
if before and before.chatType == newcomer.chatType then
  before.dialect, before.media = newcomer.dialect, newcomer.media
  local position = 1 + redis.call('ZCOUNT', queueOf(before), '-inf', '(' .. before.order)
  return { save(before), position, 1, false, resized }
end
if before then remove(before) end

local entry = newcomer
entry.held = isHeld(entry) or false
entry.order, entry.cursor, entry.searches, entry.open = redis.call('INCR', ROOM .. ':arrivals'), -1, 0, false
local avoid, avoidLately, reconciled = avoided(entry.user), avoidedLately(entry.user), reconciledLately(entry.user)
local lists = { ARGV[4] == '[]' and {} or cjson.decode(ARGV[4]) }
local hasNotes = redis.call('EXISTS', avoidLately, reconciled) > 0
if hasNotes then lists[2] = redis.call('ZRANGEBYSCORE', avoidLately, '(' .. ARGV[1], '+inf') end
for _, list in ipairs(lists) do
  for from = 1, #list, 1000 do
    redis.call('SADD', avoid, unpack(list, from, math.min(from + 999, #list)))
    entry.avoids = true
  end
end
if entry.avoids then keep(avoid) end
if hasNotes then
  for _, user in ipairs(redis.call('ZRANGEBYSCORE', reconciled, '(' .. ARGV[1], '+inf')) do
    redis.call('SREM', avoid, user)
  end
end
local isFirst = resize(entry.chatType, 1) == 1
if entry.heldUntil then resize('heldBack', 1) end
-- Before this one, so that all of them arrived earlier.
local others = redis.call('ZCARD', queueOf(entry))
local text, record, partner = tryToPair(entry, id, others)
-- Later it is the search for those who wait, which never rests, that keeps them.
if isFirst then keepRoom() end
local position = record and others or others + 1
return { text, position, 0, record and { record, partner, text } or false, resized }
