local id, taken, at = ARGV[1], tonumber(ARGV[2]), ARGV[3]
if tonumber(redis.call('ZSCORE', DEADLINES, id)) == taken then lookAt(id, at) end
for place = 4, 5 do redis.call('PEXPIRE', current(ARGV[place]), SESSION_TTL_MS) end
return 1
