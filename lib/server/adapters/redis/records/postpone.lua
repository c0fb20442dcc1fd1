-- ARGV: the record, until when it is leased, when it is due next, and the people in it.
local id, leasedUntil, at = ARGV[1], tonumber(ARGV[2]), ARGV[3]
if tonumber(redis.call('ZSCORE', DUE, id)) == leasedUntil then plan(id, at) end
for _, user in ipairs(rest(4)) do redis.call('PEXPIRE', current(user), RECORD_TTL_MS) end
return 1
