-- ARGV: the time, the record, the person, and a record known to be over, if there is one.
local now, id, user, over = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
if not redis.call('ZSCORE', DUE, id) then return { 'over', false } end
local before = redis.call('GET', current(user))
if before and before ~= id and before ~= over then return { 'busy', before } end
redis.call('SET', current(user), id, 'PX', RECORD_TTL_MS)
if before and before ~= id then bringForward(before, now) end
return { 'joined', false }
