-- ARGV: the time, the record's text when it was read, and what becomes of it.
if redis.call('GET', RECORD) ~= ARGV[2] then return 0 end
redis.call('SET', RECORD, ARGV[3], 'PX', RECORD_TTL_MS)
for _, part in ipairs(PARTS) do redis.call('PEXPIRE', RECORD .. part, RECORD_TTL_MS) end
return 1
