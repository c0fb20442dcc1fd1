local due, leased = {}, tostring(now + LEASE_MS)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', DUE, '-inf', ARGV[1], 'LIMIT', '0', ARGV[2])) do
  redis.call('ZADD', DUE, leased, id)
  due[#due + 1] = describe(redis.call('HGET', PAIRINGS, id))
end
return { due, sizes() }
