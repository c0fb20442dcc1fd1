local counts, people = {}, KEYS[1] .. ARGV[1]
for i = 2, #ARGV do counts[i - 1] = tonumber(redis.call('HGET', people, ARGV[i]) or 0) end
return counts
