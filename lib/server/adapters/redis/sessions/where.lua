return { redis.call('GET', current(ARGV[1])), redis.call('GET', last(ARGV[1])) }
