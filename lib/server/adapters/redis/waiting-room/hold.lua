-- A copy, in Redis' language, of the domain's `holdMs`.
local address, keep, own = ARGV[3], ARGV[4], namesFrom(5)
local isNew = address ~= '' and redis.call('EXISTS', TALKED) == 0
local step, last = 0, 0
local function consider(name)
  local found, at = known(name)
  if found and found.step > 0 then step, last = math.max(step, found.step), math.max(last, at) end
end
for _, name in ipairs(own) do consider(name) end
if isNew then consider(address) end

local before = read(JOINED) or {}
local at, till = before.at and math.min(before.at, now), before['until']
if step > 0 and (not at or last > at) then
  at, till = now, now + math.min(HOLD_AT_MOST_MS, HOLD_FIRST_MS * 2 ^ (step - 1))
end
if till then till = math.min(till, now + HOLD_AT_MOST_MS) end
local joined = { own = own, address = isNew and address or nil, at = at, ['until'] = till }
redis.call('SET', JOINED, cjson.encode(joined), 'PX', keep)
local counts = till and (step > 0 or till > now)
return { counts and till or false, isNew and 1 or 0 }
