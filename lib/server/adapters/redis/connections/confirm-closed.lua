local capability, connection, user = ARGV[1], ARGV[2], ARGV[3]
local here = isHere(user, capability)
if not here or ARGV[4] == '1' then
  redis.call('ZREM', departures, capability .. '\n' .. connection .. '\n' .. user)
end
return here and 1 or 0
