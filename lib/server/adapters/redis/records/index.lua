-- What every script of an index of live records begins with. KEYS[1] is the index: `:u:<user>` the record that a person is in,
-- `:last:<user>` the one before, `:due` every live record by when it is due, which is never too late.
local INDEX, DUE = KEYS[1], KEYS[1] .. ':due'
local function current(user) return INDEX .. ':u:' .. user end
local function last(user) return INDEX .. ':last:' .. user end
local function size() return redis.call('ZCARD', DUE) end

local function plan(id, at)
  redis.call('ZADD', DUE, at, id)
  redis.call('PEXPIRE', DUE, INDEX_TTL_MS)
end

-- Always changes when a record is due, so that the process that is just seeing to it does not postpone it.
local function bringForward(id, at)
  local planned = tonumber(redis.call('ZSCORE', DUE, id))
  if planned then plan(id, math.min(at, planned - 1)) end
end

local function exit(id, user)
  return redis.call('GET', current(user)) == id and redis.call('DEL', current(user)) == 1
end

-- others: the people of `users` but the person; an empty list is left out, which Lua cannot tell from an empty object.
local function remember(id, user, users, at)
  local others = {}
  for _, other in ipairs(users) do if other ~= user then others[#others + 1] = other end end
  local text = cjson.encode({ id = id, others = #others > 0 and others or nil, at = at })
  redis.call('SET', last(user), text, 'PX', LAST_RECORD_MS)
end

local function rest(first)
  local values = {}
  for index = first, #ARGV do values[#values + 1] = ARGV[index] end
  return values
end
