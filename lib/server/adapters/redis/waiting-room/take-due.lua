local ids = redis.call('ZRANGEBYSCORE', DUE, '-inf', ARGV[1], 'LIMIT', '0', ARGV[2])
if #ids == 0 then return {} end
local leased, planned, users, due = tostring(now + LEASE_MS), {}, {}, {}
for _, id in ipairs(ids) do
  planned[#planned + 1], planned[#planned + 2] = leased, id
end
redis.call('ZADD', DUE, unpack(planned))
local records = redis.call('HMGET', PAIRINGS, unpack(ids))
for index, id in ipairs(ids) do
  local record = records[index]
  if record then
    local pair = cjson.decode(record).users
    users[#users + 1], users[#users + 2] = pair[1], pair[2]
    due[#due + 1] = { record }
  else
    redis.call('ZREM', DUE, id) -- Redis has lost a part
  end
end
if #due == 0 then return due end
local people = redis.call('HMGET', ENTRIES, unpack(users))
for index, found in ipairs(due) do
  found[2], found[3] = people[2 * index - 1], people[2 * index]
end
return due
