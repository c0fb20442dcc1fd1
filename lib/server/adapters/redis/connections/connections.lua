-- What every script of connections begins with; connection-scripts.ts names its keys.
local people, leases, departures, held = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function isHere(user, capability)
  return redis.call('HEXISTS', people .. capability, user) == 1
end
local function present()
  return redis.call('HLEN', people .. 'presence')
end
local function set(capabilities)
  local members = {}
  for capability in string.gmatch(capabilities, '[^,]+') do members[capability] = true end
  return members
end
-- What is counted of the presence of one transport: namespaces that share it are one connection.
local function countsAlone(user, transport, capability, by)
  if capability ~= 'presence' or transport == '' then return true end
  local field = user .. '\n' .. transport
  local left = redis.call('HINCRBY', people .. 'transports', field, by)
  if left <= 0 then redis.call('HDEL', people .. 'transports', field) end
  return left == (by > 0 and 1 or 0)
end
-- capabilities: their names with commas between them; none closes the connection. A connection keeps its first transport
local function declare(process, user, connection, capabilities, transport)
  local added, removed, arrived, departed = {}, {}, {}, {}
  local known = redis.call('HGET', held .. process, connection) or '\n' .. user .. '\n' .. transport
  local before, owner, carrier = string.match(known, '^(.-)\n([^\n]*)\n?(.*)$')
  if owner ~= user then return added, removed, arrived, departed end
  local had, wanted = set(before), set(capabilities)
  for capability in string.gmatch(capabilities, '[^,]+') do
    if not had[capability] then
      had[capability] = true
      added[#added + 1] = capability
      if countsAlone(user, carrier, capability, 1) and redis.call('HINCRBY', people .. capability, user, 1) == 1 then
        arrived[#arrived + 1] = capability
      end
      -- Those of what somebody looks at are too many for the beats.
      if string.sub(capability, 1, 8) == 'viewing:' then redis.call('PEXPIRE', people .. capability, VIEWING_TTL_MS) end
    end
  end
  for capability in string.gmatch(before, '[^,]+') do
    if not wanted[capability] then
      removed[#removed + 1] = capability
      if countsAlone(user, carrier, capability, -1) and redis.call('HINCRBY', people .. capability, user, -1) <= 0 then
        redis.call('HDEL', people .. capability, user)
        redis.call('ZADD', departures, now(), capability .. '\n' .. connection .. '\n' .. user)
        departed[#departed + 1] = capability
      end
    end
  end
  if capabilities == '' then
    redis.call('HDEL', held .. process, connection)
  else
    redis.call('HSET', held .. process, connection, capabilities .. '\n' .. user .. '\n' .. carrier)
  end
  return added, removed, arrived, departed
end
local function keep(process)
  for _, key in ipairs({ leases, departures, held .. process }) do redis.call('PEXPIRE', key, TTL_MS) end
  for _, capability in ipairs({ 'transports', unpack(CAPABILITIES) }) do
    redis.call('PEXPIRE', people .. capability, TTL_MS)
  end
end
