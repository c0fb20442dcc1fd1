import { HOLD_AT_MOST_MS, HOLD_FIRST_MS, LAST_STEP, QUICK_LEAVES_WINDOW_MS } from '@/lib/domain/quick-leaves'

/**
 * What every script of quick leaves begins with. KEYS[1] is the root, ARGV[1] the time, ARGV[2] the person. `:n:<name>` what is
 * known of an account, a device or an address, `:j:<user>` what was noted at the last join, `:t:<user>` who has talked.
 */
const BEGINNING = `
local ROOT, now, user, WINDOW = KEYS[1], tonumber(ARGV[1]), ARGV[2], ${QUICK_LEAVES_WINDOW_MS}
local JOINED, TALKED = ROOT .. ':j:' .. user, ROOT .. ':t:' .. user
local function named(name) return ROOT .. ':n:' .. name end

local function read(key)
  local text = redis.call('GET', key)
  return text and cjson.decode(text)
end

-- What is known of a name; a time of a clock that has gone back since counts as now.
local function known(name)
  local found = read(named(name))
  if not found then return nil end
  local last = math.min(found.times[#found.times], now)
  return now - last < WINDOW and found or nil, last
end

-- The names in ARGV from a place on.
local function namesFrom(place)
  local names = {}
  for index = place, #ARGV do names[#names + 1] = ARGV[index] end
  return names
end
`

/** A copy, in Redis' language, of the domain's `holdMs`. */
export const HOLD = `${BEGINNING}
local address, keep, own = ARGV[3], ARGV[4], namesFrom(5)
local isNew = address ~= '' and redis.call('EXISTS', TALKED) == 0
local step, last = 0, 0
local function look(name)
  local found, at = known(name)
  if found and found.step > 0 then step, last = math.max(step, found.step), math.max(last, at) end
end
for _, name in ipairs(own) do look(name) end
if isNew then look(address) end

local before = read(JOINED) or {}
local at, till = before.at and math.min(before.at, now), before['until']
if step > 0 and (not at or last > at) then
  at, till = now, now + math.min(${HOLD_AT_MOST_MS}, ${HOLD_FIRST_MS} * 2 ^ (step - 1))
end
if till then till = math.min(till, now + ${HOLD_AT_MOST_MS}) end
local joined = { own = own, address = isNew and address or nil, at = at, ['until'] = till }
redis.call('SET', JOINED, cjson.encode(joined), 'PX', keep)
local counts = till and (step > 0 or till > now)
return { counts and till or false, isNew and 1 or 0 }
`

/** A copy, in Redis' language, of the domain's `afterQuickLeave`. */
export const COUNT = `${BEGINNING}
local from, joined = tonumber(ARGV[3]), read(JOINED)
local names = joined and joined.own or namesFrom(4)
if joined and joined.address then names[#names + 1] = joined.address end
for _, name in ipairs(names) do
  local before, times, step = known(name), {}, 0
  if before then
    for _, at in ipairs(before.times) do
      at = math.min(at, now)
      if now - at < WINDOW then times[#times + 1] = at end
    end
    step = before.step
  end
  times[#times + 1] = now
  while #times > from do table.remove(times, 1) end
  if step > 0 then step = math.min(${LAST_STEP}, step + 1) elseif #times >= from then step = 1 end
  redis.call('SET', named(name), cjson.encode({ times = times, step = step }), 'PX', WINDOW)
end
return 1
`

export const FORGET = `${BEGINNING}
local joined = read(JOINED)
for _, name in ipairs(joined and joined.own or namesFrom(4)) do redis.call('DEL', named(name)) end
redis.call('DEL', JOINED)
redis.call('SET', TALKED, '1', 'PX', ARGV[3])
return 1
`
