local id = redis.call('GET', current(ARGV[1]))
if id then bringForward(id, tonumber(ARGV[2])) end
return id
