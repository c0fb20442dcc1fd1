local departed, restored, left, at = {}, {}, tonumber(ARGV[1]), now()
local function add(list, ...)
  for _, part in ipairs({ ... }) do list[#list + 1] = part end
end
for _, member in ipairs(redis.call('ZRANGEBYSCORE', departures, '-inf', at - tonumber(ARGV[2]), 'LIMIT', 0, left)) do
  local capability, connection, user = string.match(member, '^(.-)\n(.-)\n(.*)$')
  left = left - 1
  if isHere(user, capability) then
    redis.call('ZREM', departures, member)
    add(restored, capability, connection, user)
  else
    redis.call('ZADD', departures, at, member)
    add(departed, capability, connection, user)
  end
end
for _, process in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', at)) do
  local found = left > 0 and redis.call('HRANDFIELD', held .. process, left, 'WITHVALUES') or {}
  for i = 1, #found, 2 do
    left = left - 1
    local connection, user = found[i], string.match(found[i + 1], '\n([^\n]*)')
    local _, _, _, last = declare(process, user, connection, '', '')
    for _, capability in ipairs(last) do add(departed, capability, connection, user) end
  end
  if redis.call('EXISTS', held .. process) == 0 then redis.call('ZREM', leases, process) end
  if left <= 0 then break end
end
return { departed, restored }
