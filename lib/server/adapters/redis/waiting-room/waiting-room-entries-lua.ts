import { TTL_MS } from '../keys'

/** Longer than anybody takes to settle what they were handed. */
const BROKEN_MS = 120_000

/**
 * What every script of the waiting room begins with. KEYS[1] is the room, ARGV[1] the time. Keys of the room:
 * `:seats` people by id, `:arrivals` how many came, `:sizes` by chat type, `:q:<queue>` a queue in order of arrival,
 * `:h:<queue>` those in it who did nothing but leave, `:n:<user>` who has been reconciled with somebody lately,
 * `:i:<queue>:<interest>` and `:t:<queue>:<tier>:<minimum>` the parts of it that a look goes through, `:a:<user>` whom
 * somebody avoids, `:r:<user>` the same for those who have yet to come, `:retries` and `:due` by time, `:pairings`.
 */
export const BEGINNING = `
local ROOM, now = KEYS[1], tonumber(ARGV[1])
local SEATS, SIZES, PAIRINGS = ROOM .. ':seats', ROOM .. ':sizes', ROOM .. ':pairings'
local RETRIES, DUE = ROOM .. ':retries', ROOM .. ':due'
-- Texts, because a number among a command's arguments is printed with all its digits each time.
local KEEP, TIERS = '${TTL_MS.room}', { [0] = '0', '1', '2' }

local function keep(key) redis.call('PEXPIRE', key, KEEP) end
local function avoided(user) return ROOM .. ':a:' .. user end
local function avoidedLately(user) return ROOM .. ':r:' .. user end
local function reconciledLately(user) return ROOM .. ':n:' .. user end
local function sizes() return redis.call('HMGET', SIZES, 'text', 'audio', 'video', 'heldBack') end

local function load(user)
  local text = redis.call('HGET', SEATS, user)
  return text and cjson.decode(text)
end

local function save(seat)
  local text = cjson.encode(seat)
  redis.call('HSET', SEATS, seat.user, text)
  return text
end

local function queueOf(seat) return ROOM .. ':q:' .. seat.queue end
local function heldLine(seat) return ROOM .. ':h:' .. seat.queue end
local function interestLine(seat, interest) return ROOM .. ':i:' .. seat.queue .. ':' .. interest end
local function tierLine(seat, tier, minTier)
  return ROOM .. ':t:' .. seat.queue .. ':' .. TIERS[tier] .. ':' .. TIERS[minTier]
end

-- The places where a look finds somebody.
local function linesOf(seat)
  local lines = { queueOf(seat) }
  if seat.heldUntil then lines[#lines + 1] = heldLine(seat) end
  if seat.held then return lines end
  for _, interest in ipairs(seat.interests or {}) do lines[#lines + 1] = interestLine(seat, interest) end
  if seat.open then lines[#lines + 1] = tierLine(seat, seat.tier, seat.minTier) end
  return lines
end

local function enqueue(seat)
  local order = tostring(seat.order)
  for _, line in ipairs(linesOf(seat)) do
    redis.call('ZADD', line, order, seat.user)
    keep(line)
  end
end

local function dequeue(seat)
  for _, line in ipairs(linesOf(seat)) do redis.call('ZREM', line, seat.user) end
end

-- Those to be looked at at one time come in order of arrival.
local function retryName(seat) return string.format('%015d:%s', seat.order, seat.user) end

local function retryAt(seat, at)
  if at then
    redis.call('ZADD', RETRIES, at, retryName(seat))
    keep(RETRIES)
  elseif seat.retries then
    redis.call('ZREM', RETRIES, retryName(seat))
  end
  seat.retries = at ~= nil
end

-- From the start of the queue, with the next retry.
local function lookAgain(seat)
  seat.cursor, seat.looks = -1, 0
  retryAt(seat, now)
  save(seat)
end

local function seatAgain(seat)
  seat.pairing = nil
  enqueue(seat)
  lookAgain(seat)
end

local function exit(seat)
  redis.call('HDEL', SEATS, seat.user)
  redis.call('DEL', avoided(seat.user))
  redis.call('HINCRBY', SIZES, seat.chatType, -1)
  if seat.heldUntil then redis.call('HINCRBY', SIZES, 'heldBack', -1) end
end

-- Forgets a pairing. Gives its record, or nothing if there is none.
local function takeRecord(id)
  local text = redis.call('HGET', PAIRINGS, id)
  if not text then return nil end
  redis.call('HDEL', PAIRINGS, id)
  redis.call('ZREM', DUE, id)
  return cjson.decode(text)
end

-- The same, and gives its two people.
local function takePairing(id)
  local record = takeRecord(id)
  return record and { load(record.users[1]), load(record.users[2]) }
end

-- The same for a pairing that loses one of its two: whoever was about to settle it hears of that.
local function breakUp(id)
  local seats = takePairing(id)
  if seats then redis.call('SET', ROOM .. ':broken:' .. id, 1, 'PX', ${BROKEN_MS}) end
  return seats or {}
end

local function takeOut(seat)
  if seat.pairing then
    for _, other in ipairs(breakUp(seat.pairing)) do
      if other.user ~= seat.user then seatAgain(other) end
    end
  else
    dequeue(seat)
    retryAt(seat, nil)
  end
  exit(seat)
end

local function describe(text)
  local users = cjson.decode(text).users
  return { text, unpack(redis.call('HMGET', SEATS, users[1], users[2])) }
end
`
