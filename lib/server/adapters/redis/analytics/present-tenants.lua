local figures, at, since = KEYS[1], ARGV[1], ARGV[2]
local seen = figures .. ':tenants'
for i = 3, #ARGV do redis.call('ZADD', seen, at, ARGV[i]) end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', '(' .. since)) do
  redis.call('ZREM', seen, gone)
  for _, name in ipairs({ 'counts', 'about', 'teller', 'points' }) do
    redis.call('DEL', figures .. ':t:' .. gone .. ':' .. name)
  end
end
redis.call('PEXPIRE', seen, TTL_MS)
return redis.call('ZRANGE', seen, 0, -1)
