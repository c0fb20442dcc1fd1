-- A copy, in Redis' language, of the domain's `afterQuickLeave`.
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
  if step > 0 then step = math.min(LAST_STEP, step + 1) elseif #times >= from then step = 1 end
  redis.call('SET', named(name), cjson.encode({ times = times, step = step }), 'PX', WINDOW)
end
return 1
