-- What every script of the waiting room begins with. KEYS[1] is the room, ARGV[1] the time. Keys of the room: `:entries`
-- people by id, `:arrivals` how many came, `:sizes` by chat type, `:q:<queue>` a queue in order of arrival, `:h:<queue>` those
-- in it who did nothing but leave, `:n:<user>` people reconciled with them lately, `:i:<queue>:<interest>` and
-- `:t:<queue>:<tier>:<minimum>` the parts of it that a search goes through, `:a:<user>` people whom they avoid, `:r:<user>` the
-- same for people who have yet to come, `:retries` and `:due` by time, `:pairings`.
local ROOM, now = KEYS[1], tonumber(ARGV[1])
local ENTRIES, SIZES, PAIRINGS = ROOM .. ':entries', ROOM .. ':sizes', ROOM .. ':pairings'
local RETRIES, DUE = ROOM .. ':retries', ROOM .. ':due'
-- Texts, because a number among a command's arguments is printed with all its digits each time.
local KEEP, TIERS = tostring(ROOM_TTL_MS), { [0] = '0', '1', '2' }

local function keep(key) redis.call('PEXPIRE', key, KEEP) end
local function keepRoom()
  for _, key in ipairs({ ENTRIES, SIZES, ROOM .. ':arrivals', RETRIES, PAIRINGS, DUE }) do keep(key) end
end
local function avoided(user) return ROOM .. ':a:' .. user end
local function avoidedLately(user) return ROOM .. ':r:' .. user end
local function reconciledLately(user) return ROOM .. ':n:' .. user end
local function sizes() return redis.call('HMGET', SIZES, 'text', 'audio', 'video', 'heldBack') end
-- How many wait of each kind that this script has changed: its name, then the number.
local resized = {}
local function resize(kind, by)
  local count = redis.call('HINCRBY', SIZES, kind, tostring(by))
  resized[#resized + 1], resized[#resized + 2] = kind, count
  return count
end

local function load(user)
  local text = redis.call('HGET', ENTRIES, user)
  return text and cjson.decode(text)
end

local function save(entry)
  local text = cjson.encode(entry)
  redis.call('HSET', ENTRIES, entry.user, text)
  return text
end

local function queueOf(entry) return ROOM .. ':q:' .. entry.queue end
local function heldLine(entry) return ROOM .. ':h:' .. entry.queue end
local function interestLine(entry, interest) return ROOM .. ':i:' .. entry.queue .. ':' .. interest end
local function tierLine(entry, tier, minTier)
  return ROOM .. ':t:' .. entry.queue .. ':' .. TIERS[tier] .. ':' .. TIERS[minTier]
end

-- Whether a person asks for video over a line that does not carry it. They wait, are in no line, and nobody is searched for them.
local function isStranded(entry) return entry.noVideo and entry.chatType == 'video' end

-- The lines in which a search finds a person.
local function linesOf(entry)
  if isStranded(entry) then return {} end
  local lines = { queueOf(entry) }
  if entry.heldUntil then lines[#lines + 1] = heldLine(entry) end
  if entry.held then return lines end
  for _, interest in ipairs(entry.interests or {}) do lines[#lines + 1] = interestLine(entry, interest) end
  if entry.open then lines[#lines + 1] = tierLine(entry, entry.tier, entry.minTier) end
  return lines
end

local function enqueue(entry)
  local order = tostring(entry.order)
  for _, line in ipairs(linesOf(entry)) do
    redis.call('ZADD', line, order, entry.user)
    keep(line)
  end
end

local function dequeue(entry)
  for _, line in ipairs(linesOf(entry)) do redis.call('ZREM', line, entry.user) end
end

-- People whose search is due at one time come in order of arrival.
local function retryName(entry) return string.format('%015d:%s', entry.order, entry.user) end

local function retryAt(entry, at)
  if at then
    redis.call('ZADD', RETRIES, at, retryName(entry))
    keep(RETRIES)
  elseif entry.retries then
    redis.call('ZREM', RETRIES, retryName(entry))
  end
  entry.retries = at ~= nil
end

-- From the start of the queue, with the next retry.
local function searchAgain(entry)
  if isStranded(entry) then return end
  entry.cursor, entry.searches = -1, 0
  retryAt(entry, now)
  save(entry)
end

local function enterAgain(entry)
  entry.pairing = nil
  enqueue(entry)
  searchAgain(entry)
end

local function exit(entry)
  redis.call('HDEL', ENTRIES, entry.user)
  if entry.avoids then redis.call('DEL', avoided(entry.user)) end
  resize(entry.chatType, -1)
  if entry.heldUntil then resize('heldBack', -1) end
end

-- Forgets a pairing. Gives its record, or nothing if there is none.
local function removeRecord(id)
  local text = redis.call('HGET', PAIRINGS, id)
  if not text then return nil end
  redis.call('HDEL', PAIRINGS, id)
  redis.call('ZREM', DUE, id)
  return cjson.decode(text)
end

-- The same, and gives its two people.
local function removePairing(id)
  local record = removeRecord(id)
  return record and { load(record.users[1]), load(record.users[2]) }
end

-- The same for a pairing that loses one of its two: the process that was about to settle it learns of it.
local function breakUp(id)
  local entries = removePairing(id)
  if entries then redis.call('SET', ROOM .. ':broken:' .. id, 1, 'PX', BROKEN_MS) end
  return entries or {}
end

local function remove(entry)
  if entry.pairing then
    for _, other in ipairs(breakUp(entry.pairing)) do
      if other.user ~= entry.user then enterAgain(other) end
    end
  else
    dequeue(entry)
    retryAt(entry, nil)
  end
  exit(entry)
end
