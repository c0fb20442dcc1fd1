local text = redis.call('GET', RECORD)
if text then return text end
redis.call('SET', RECORD, ARGV[2], 'PX', RECORD_TTL_MS)
return ARGV[2]
