-- What every script of quick leaves begins with. KEYS[1] is the root, ARGV[1] the time, ARGV[2] the person. `:n:<name>` what
-- is known of an account, a device or an address, `:j:<user>` what was noted at the last join, `:t:<user>` people who have
-- exchanged messages.
local ROOT, now, user, WINDOW = KEYS[1], tonumber(ARGV[1]), ARGV[2], QUICK_LEAVES_WINDOW_MS
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

-- The names in ARGV from a position on.
local function namesFrom(first)
  local names = {}
  for index = first, #ARGV do names[#names + 1] = ARGV[index] end
  return names
end
