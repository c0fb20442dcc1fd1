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
  redis.call('SET', current(ARGV[2 + place]), id, 'PX', SESSION_TTL_MS)
  if before[place] then lookSooner(before[place], tonumber(now)) end
end
redis.call('ZADD', DEADLINES, 'NX', ARGV[5], id)
redis.call('PEXPIRE', DEADLINES, INDEX_TTL_MS)
return { size(), false, false, 1 }
