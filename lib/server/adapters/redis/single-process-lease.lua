local alone, leases, process, isAlone = KEYS[1], KEYS[2], ARGV[1], ARGV[2] ~= ''
local holder = redis.call('GET', alone)
if holder and holder ~= process then return 0 end
if not isAlone then return 1 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, other in ipairs(redis.call('ZRANGEBYSCORE', leases, now, '+inf')) do
  if other ~= process then return 0 end
end
redis.call('SET', alone, process, 'PX', ARGV[3])
return 1
