-- ARGV: the time, the record, and the people in it. Gives 1 to the first.
local at, id, users = tonumber(ARGV[1]), ARGV[2], rest(3)
local isFirst = redis.call('ZREM', DUE, id)
for _, user in ipairs(users) do
  exit(id, user)
  if isFirst == 1 then remember(id, user, users, at) end
end
return { isFirst, size() }
