return redis.call('HEXISTS', ENTRIES, ARGV[2])
