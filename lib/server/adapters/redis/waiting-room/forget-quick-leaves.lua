local joined = read(JOINED)
for _, name in ipairs(joined and joined.own or namesFrom(4)) do redis.call('DEL', named(name)) end
redis.call('DEL', JOINED)
redis.call('SET', TALKED, '1', 'PX', ARGV[3])
return 1
