-- ARGV: the time, the record, its deadline, how many records are known to be over, those, and the people.
local now, id, deadline, overCount = tonumber(ARGV[1]), ARGV[2], ARGV[3], tonumber(ARGV[4])
local over, before, busy = {}, {}, {}
for index = 5, 4 + overCount do over[ARGV[index]] = true end
local users = rest(5 + overCount)
for _, user in ipairs(users) do
  local record = redis.call('GET', current(user))
  if record and record ~= id then
    before[#before + 1] = record
    if not over[record] then busy[#busy + 1] = { user, record } end
  end
end
if #busy > 0 then return { busy, size() } end
for _, user in ipairs(users) do redis.call('SET', current(user), id, 'PX', RECORD_TTL_MS) end
-- Their ends have yet to be announced, by a process that may have died over it.
for _, record in ipairs(before) do bringForward(record, now) end
redis.call('ZADD', DUE, 'NX', deadline, id)
redis.call('PEXPIRE', DUE, INDEX_TTL_MS)
return { busy, size() }
