import { AVOID_REMEMBERED_MS } from '@/lib/domain/matching'
import { LOOKING } from './find-partner-lua'
import { BEGINNING } from './waiting-room-entries-lua'

/** A pairing taken and not settled is handed out again after this: its taker is gone. */
const LEASE_MS = 5_000

/** Remembers that something changed between two people, for who has yet to come. */
const CHANGING = `
local function note(key, user)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', ARGV[1])
  redis.call('ZADD', key, now + ${AVOID_REMEMBERED_MS}, user)
  redis.call('PEXPIRE', key, ${2 * AVOID_REMEMBERED_MS})
end
`

export const JOIN = `${BEGINNING}${LOOKING}
local newcomer, id = cjson.decode(ARGV[2]), ARGV[3]
local function positionOf(seat, isNew)
  local queue = queueOf(seat)
  -- Nobody came later than the newest, so that everybody else in the queue is before them.
  if isNew then return redis.call('ZCARD', queue) + (seat.pairing and 1 or 0) end
  return 1 + redis.call('ZCOUNT', queue, '-inf', '(' .. seat.order)
end

local before = load(newcomer.user)
if before and before.chatType == newcomer.chatType then
  before.dialect = newcomer.dialect
  return { save(before), positionOf(before), 1, false, sizes() }
end
if before then takeOut(before) end

local seat = newcomer
seat.held = isHeld(seat) or false
seat.order, seat.cursor, seat.looks, seat.open = redis.call('INCR', ROOM .. ':arrivals'), -1, 0, false
local avoid = avoided(seat.user)
local lately = redis.call('ZRANGEBYSCORE', avoidedLately(seat.user), '(' .. ARGV[1], '+inf')
local reconciled = redis.call('ZRANGEBYSCORE', reconciledLately(seat.user), '(' .. ARGV[1], '+inf')
for _, list in ipairs({ ARGV[4] == '[]' and {} or cjson.decode(ARGV[4]), lately }) do
  for from = 1, #list, 1000 do
    redis.call('SADD', avoid, unpack(list, from, math.min(from + 999, #list)))
  end
  if #list > 0 then keep(avoid) end
end
for _, user in ipairs(reconciled) do redis.call('SREM', avoid, user) end
redis.call('HINCRBY', SIZES, seat.chatType, '1')
if seat.heldUntil then redis.call('HINCRBY', SIZES, 'heldBack', '1') end
local record, partner = tryToPair(seat, id, true)
local text = save(seat)
for _, key in ipairs({ SEATS, SIZES, ROOM .. ':arrivals' }) do keep(key) end
return { text, positionOf(seat, true), 0, record and { record, partner, text } or false, sizes() }
`

export const LEAVE = `${BEGINNING}
local text = redis.call('HGET', SEATS, ARGV[2])
if text then takeOut(cjson.decode(text)) end
return { text, sizes() }
`

export const AVOID = `${BEGINNING}${CHANGING}
local seats = {}
for _, pair in ipairs({ { ARGV[2], ARGV[3] }, { ARGV[3], ARGV[2] } }) do
  redis.call('ZREM', reconciledLately(pair[1]), pair[2])
  note(avoidedLately(pair[1]), pair[2])
  local seat = load(pair[1])
  if seat then
    redis.call('SADD', avoided(pair[1]), pair[2])
    keep(avoided(pair[1]))
  end
  seats[#seats + 1] = seat or {}
end
local id = seats[1].pairing
if id and id == seats[2].pairing then
  for _, seat in ipairs(breakUp(id)) do seatAgain(seat) end
end
return 1
`

export const RECONCILE = `${BEGINNING}${CHANGING}
for _, pair in ipairs({ { ARGV[2], ARGV[3] }, { ARGV[3], ARGV[2] } }) do
  redis.call('ZREM', avoidedLately(pair[1]), pair[2])
  note(reconciledLately(pair[1]), pair[2])
  redis.call('SREM', avoided(pair[1]), pair[2])
  local seat = load(pair[1])
  if seat and not seat.pairing then lookAgain(seat) end
end
return 1
`

/** ARGV[3] becomes the room's mark if it has none: a mark that changed says that everything before is lost. */
export const RETRY = `${BEGINNING}${LOOKING}
local epoch = redis.call('GET', ROOM .. ':epoch')
if not epoch then
  epoch = ARGV[2]
  redis.call('SET', ROOM .. ':epoch', epoch)
end
keep(ROOM .. ':epoch')
local names = redis.call('ZRANGEBYSCORE', RETRIES, '-inf', now, 'LIMIT', 0, #ARGV - 2)
local made = {}
for index, name in ipairs(names) do
  local seat = load(string.sub(name, 17))
  if not seat then redis.call('ZREM', RETRIES, name) end
  if seat and not seat.pairing then
    local record, partner = tryToPair(seat, ARGV[index + 2], false)
    local text = save(seat)
    if record then made[#made + 1] = { record, partner, text } end
  end
end
return { made, #names, sizes(), epoch }
`

export const TAKE_DUE = `${BEGINNING}
local due, leased = {}, tostring(now + ${LEASE_MS})
for _, id in ipairs(redis.call('ZRANGEBYSCORE', DUE, '-inf', ARGV[1], 'LIMIT', '0', ARGV[2])) do
  redis.call('ZADD', DUE, leased, id)
  due[#due + 1] = describe(redis.call('HGET', PAIRINGS, id))
end
return { due, sizes() }
`

export const SETTLE = `${BEGINNING}
local record = takeRecord(ARGV[2])
if record then
  local one, other = unpack(record.users)
  redis.call('HDEL', SEATS, one, other)
  redis.call('DEL', avoided(one), avoided(other))
  redis.call('HINCRBY', SIZES, record.chatType, '-2')
  if record.heldBack > 0 then redis.call('HINCRBY', SIZES, 'heldBack', -record.heldBack) end
  return { 'settled', sizes() }
end
return { redis.call('DEL', ROOM .. ':broken:' .. ARGV[2]) == 1 and 'broken' or 'elsewhere', sizes() }
`

export const RELEASE = `${BEGINNING}
local stay = {}
for index = 3, #ARGV do stay[ARGV[index]] = true end
for _, seat in ipairs(takePairing(ARGV[2]) or {}) do
  if stay[seat.user] then seatAgain(seat) else exit(seat) end
end
return { 1, sizes() }
`
