-- leases: until when each process counts as alive; of: its connections, in the order of their bytes
local leases, of = KEYS[1] .. ':leases', KEYS[1] .. ':of:' .. ARGV[1]
local lease, removed = tonumber(ARGV[2]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[3] == '1' then redis.call('DEL', of) end
for i = 5, 4 + removed do redis.call('ZREM', of, ARGV[i]) end
for i = 5 + removed, #ARGV do redis.call('ZADD', of, 0, ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', leases, '-inf', now)
redis.call('ZADD', leases, now + lease, ARGV[1])
for _, key in ipairs({ leases, of }) do redis.call('PEXPIRE', key, lease) end
return redis.call('ZCARD', of)
