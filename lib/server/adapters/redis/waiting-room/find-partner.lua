-- How a partner is found. `mayMeet` is a copy, in Redis' language, of the domain's (lib/domain/matching.ts): a rule that
-- changes in one changes in both, and the suite of the waiting room runs on both.
local function isHeld(entry) return entry.heldUntil and now < entry.heldUntil end
local function patientUntil(entry) return entry.since + math.max(entry.policy and entry.policy.patienceMs or PATIENCE_MS, entry.patienceMs or 0) end
local function isOpen(entry)
  if isHeld(entry) then return false end
  return not entry.interests or now >= patientUntil(entry)
end

local function share(a, b)
  local named = {}
  for _, interest in ipairs(a.interests or {}) do named[interest] = true end
  for _, interest in ipairs(b.interests or {}) do if named[interest] then return true end end
  return false
end

local function parted(a, b)
  local ex = a.exPartner
  return ex and ex.user == b.user, ex and ex.user == b.user and ex.allowedAt > now
end

local function avoids(a, b) return a.avoids and redis.call('SISMEMBER', avoided(a.user), b.user) == 1 end

-- Whether two of one queue may meet now, and whether they have just left each other.
local function mayMeet(a, b)
  if isStranded(a) or isStranded(b) then return false end
  if a.user == b.user or a.tier < b.minTier or b.tier < a.minTier then return false end
  local aParted, aTooSoon = parted(a, b)
  local bParted, bTooSoon = parted(b, a)
  if aTooSoon or bTooSoon then return false end
  if not (a.heldUntil and b.heldUntil) then
    if isHeld(a) or isHeld(b) then return false end
    if not (isOpen(a) and isOpen(b)) and not share(a, b) then return false end
  end
  if avoids(a, b) or avoids(b, a) then return false end
  return true, aParted or bParted
end

-- The people of several lines in order of arrival, each once, after the cursor; read a few at a time.
local function walk(lines, cursor)
  local heads = {}
  local function advance(head)
    head.index = head.index + 2
    if head.index < #head.read then return end
    if head.done then head.read = {} return end
    head.read = redis.call('ZRANGEBYSCORE', head.key, '(' .. head.last, '+inf', 'WITHSCORES', 'LIMIT', 0, head.count)
    head.done = #head.read < 2 * head.count
    head.index, head.count, head.last = 1, MAX_CANDIDATES, head.read[#head.read]
  end
  for _, key in ipairs(lines) do
    local head = { key = key, read = {}, index = 1, count = 3, last = cursor }
    advance(head)
    heads[#heads + 1] = head
  end
  local last = cursor
  return function()
    while true do
      local first, order
      for _, head in ipairs(heads) do
        local at = tonumber(head.read[head.index + 1])
        if at and (not order or at < order) then first, order = head, at end
      end
      if not first then return nil end
      local user = first.read[first.index]
      advance(first)
      if order > last then
        last = order
        return user, order
      end
    end
  end
end

-- Gives whom to meet, a former partner to meet if there is no other, how many were examined, and the last one's order.
local function examine(lines, cursor, entry, budget)
  local former, count, last = nil, 0, -1
  for user, order in walk(lines, cursor) do
    if user ~= entry.user then
      count, last = count + 1, order
      local candidate = load(user)
      local may, haveParted = false, false
      if candidate then may, haveParted = mayMeet(entry, candidate) end
      if may and not haveParted then return candidate, former, count, last end
      if may and not former then former = candidate end
      if count == budget then break end
    end
  end
  return nil, former, count, last
end

local function nextSearch(entry)
  local at
  local function soonest(time) if not at or time < at then at = time end end
  if entry.searches > 0 then soonest(now + math.min(CONTINUE_AT_MOST_MS, CONTINUE_MS * 2 ^ (entry.searches - 1))) end
  if isHeld(entry) then soonest(entry.heldUntil) elseif not isOpen(entry) then soonest(patientUntil(entry)) end
  if entry.exPartner and entry.exPartner.allowedAt > now then soonest(entry.exPartner.allowedAt) end
  return at
end

local function suitingLines(entry)
  local lines = {}
  for tier = entry.minTier, 2 do
    for minTier = 0, entry.tier do lines[#lines + 1] = tierLine(entry, tier, minTier) end
  end
  return lines
end

-- Whom to meet now: a shared interest before all, a partner just left after all, else the first to come.
local function findAmongAll(entry, most)
  local found, former, count = nil, nil, 0
  if entry.interests then
    local lines = {}
    for _, interest in ipairs(entry.interests) do lines[#lines + 1] = interestLine(entry, interest) end
    found, former, count = examine(lines, -1, entry, SHARING)
  end
  if found or not isOpen(entry) then return found or former end
  local budget = most - count
  local other, otherFormer, examined, last = examine(suitingLines(entry), entry.cursor, entry, budget)
  local unfinished = examined == budget
  entry.cursor = unfinished and last or -1
  entry.searches = unfinished and entry.searches + 1 or 0
  return other or former or otherFormer
end

-- The same, but people who did nothing but leave meet others like them before all.
local function findPartner(entry)
  if not entry.heldUntil then return findAmongAll(entry, MAX_CANDIDATES) end
  local budget = entry.held and MAX_CANDIDATES or HELD_BACK
  local alike, former = examine({ heldLine(entry) }, -1, entry, budget)
  if alike or entry.held then return alike or former end
  return findAmongAll(entry, MAX_CANDIDATES - HELD_BACK) or former
end

-- Pairs a person who waits, or arrives where so many wait ('others'), or notes when to search again. Gives the person, the
-- pairing's record, and the partner.
local function tryToPair(entry, id, others)
  if isStranded(entry) then return save(entry) end
  local isNew = others ~= nil
  if not isNew then retryAt(entry, nil) end
  local isFreed = entry.held and not isHeld(entry)
  if isFreed then entry.held = false end
  local opens = not entry.open and isOpen(entry)
  if opens then entry.open = true end
  if (isFreed or opens) and not isNew then enqueue(entry) end
  local partner = others ~= 0 and findPartner(entry)
  if not partner then
    if isNew then enqueue(entry) end
    local at = nextSearch(entry)
    if at then retryAt(entry, at) end
    return save(entry)
  end
  if not isNew then dequeue(entry) end
  dequeue(partner)
  retryAt(partner, nil)
  entry.pairing, partner.pairing = id, id
  local text, partnerText = cjson.encode(entry), cjson.encode(partner)
  redis.call('HSET', ENTRIES, entry.user, text, partner.user, partnerText)
  local dueAt = now + (entry.policy and entry.policy.delayMs or MATCHING_DELAY_MS)
  local users = { partner.user, entry.user }
  local heldBack = (partner.heldUntil and 1 or 0) + (entry.heldUntil and 1 or 0)
  local record = cjson.encode({
    id = id, pairedAt = now, dueAt = dueAt, chatType = entry.chatType, users = users, heldBack = heldBack,
  })
  redis.call('HSET', PAIRINGS, id, record)
  redis.call('ZADD', DUE, tostring(dueAt), id)
  if redis.call('HLEN', PAIRINGS) == 1 then
    keep(PAIRINGS)
    keep(DUE)
  end
  return text, record, partnerText
end
