-- What every script of the index begins with. KEYS[1] is the index: `:u:<user>` the session somebody is in, `:last:<user>`
-- the one before, `:deadlines` every live session by when to look whether it is over, which is never too late.
local INDEX, DEADLINES = KEYS[1], KEYS[1] .. ':deadlines'
local function current(user) return INDEX .. ':u:' .. user end
local function last(user) return INDEX .. ':last:' .. user end
local function size() return redis.call('ZCARD', DEADLINES) end
local function lookAt(id, at)
  redis.call('ZADD', DEADLINES, at, id)
  redis.call('PEXPIRE', DEADLINES, INDEX_TTL_MS)
end

-- Brings the next look forward. Always changes when it is, so that who is just looking does not put it off.
local function lookSooner(id, at)
  local planned = tonumber(redis.call('ZSCORE', DEADLINES, id))
  if planned then lookAt(id, math.min(at, planned - 1)) end
end
