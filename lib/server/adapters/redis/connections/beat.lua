local at, lease = now(), tonumber(redis.call('ZSCORE', leases, ARGV[1]))
redis.call('ZADD', leases, at + tonumber(ARGV[2]), ARGV[1])
keep(ARGV[1])
return { lease and lease > at and 1 or 0, present() }
