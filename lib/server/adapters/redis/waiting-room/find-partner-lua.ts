import { MATCHING_DELAY_MS, MAX_CANDIDATES, PATIENCE_MS } from '@/lib/domain/matching'

/** More candidates than one look covers: looks go on after this, then twice as long, up to the limit. */
const CONTINUE_MS = 250
const CONTINUE_AT_MOST_MS = 5_000
/** Of the candidates of one look, those that share an interest. */
const SHARING = MAX_CANDIDATES / 2
/** And those who did nothing but leave, for one of them; all of the look for who is held still. */
const HELD_BACK = MAX_CANDIDATES / 4

/** How a partner is found; a copy, in Redis' language, of the rules that the domain's \`mayMeet\` states. */
export const LOOKING = `
local function isHeld(seat) return seat.heldUntil and now < seat.heldUntil end
local function isOpen(seat)
  if isHeld(seat) then return false end
  return not seat.interests or now - seat.since >= ${PATIENCE_MS}
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

local function avoids(a, b) return redis.call('SISMEMBER', avoided(a.user), b.user) == 1 end

-- Whether two of one queue may meet now, and whether they have just left each other.
local function mayMeet(a, b)
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
    head.index, head.count, head.last = 1, ${MAX_CANDIDATES}, head.read[#head.read]
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

-- Gives whom to meet, a former partner to meet if there is nobody else, how many were looked at, and the last one's order.
local function examine(lines, cursor, seat, budget)
  local former, count, last = nil, 0, -1
  for user, order in walk(lines, cursor) do
    if user ~= seat.user then
      count, last = count + 1, order
      local candidate = load(user)
      local may, haveParted = false, false
      if candidate then may, haveParted = mayMeet(seat, candidate) end
      if may and not haveParted then return candidate, former, count, last end
      if may and not former then former = candidate end
      if count == budget then break end
    end
  end
  return nil, former, count, last
end

local function nextLook(seat)
  local at
  local function soonest(time) if not at or time < at then at = time end end
  if seat.looks > 0 then soonest(now + math.min(${CONTINUE_AT_MOST_MS}, ${CONTINUE_MS} * 2 ^ (seat.looks - 1))) end
  if isHeld(seat) then soonest(seat.heldUntil) elseif not isOpen(seat) then soonest(seat.since + ${PATIENCE_MS}) end
  if seat.exPartner and seat.exPartner.allowedAt > now then soonest(seat.exPartner.allowedAt) end
  return at
end

local function suitingLines(seat)
  local lines = {}
  for tier = seat.minTier, 2 do
    for minTier = 0, seat.tier do lines[#lines + 1] = tierLine(seat, tier, minTier) end
  end
  return lines
end

-- Whom to meet now: a shared interest before all, somebody just left after all, else the first to come.
local function lookAmongAll(seat, most)
  local found, former, count = nil, nil, 0
  if seat.interests then
    local lines = {}
    for _, interest in ipairs(seat.interests) do lines[#lines + 1] = interestLine(seat, interest) end
    found, former, count = examine(lines, -1, seat, ${SHARING})
  end
  if found or not isOpen(seat) then return found or former end
  local budget = most - count
  local other, otherFormer, looked, last = examine(suitingLines(seat), seat.cursor, seat, budget)
  local unfinished = looked == budget
  seat.cursor = unfinished and last or -1
  seat.looks = unfinished and seat.looks + 1 or 0
  return other or former or otherFormer
end

-- The same, but who did nothing but leave meets others like them before all.
local function look(seat)
  if not seat.heldUntil then return lookAmongAll(seat, ${MAX_CANDIDATES}) end
  local budget = seat.held and ${MAX_CANDIDATES} or ${HELD_BACK}
  local alike, former = examine({ heldLine(seat) }, -1, seat, budget)
  if alike or seat.held then return alike or former end
  return lookAmongAll(seat, ${MAX_CANDIDATES - HELD_BACK}) or former
end

-- Pairs somebody who waits, or comes ('isNew'), or notes when to look again. Gives the pairing's record, and the partner.
local function tryToPair(seat, id, isNew)
  if not isNew then retryAt(seat, nil) end
  local isFreed = seat.held and not isHeld(seat)
  if isFreed then seat.held = false end
  local opens = not seat.open and isOpen(seat)
  if opens then seat.open = true end
  if (isFreed or opens) and not isNew then enqueue(seat) end
  local partner = look(seat)
  if not partner then
    if isNew then enqueue(seat) end
    local at = nextLook(seat)
    if at then retryAt(seat, at) end
    return nil
  end
  if not isNew then dequeue(seat) end
  dequeue(partner)
  retryAt(partner, nil)
  seat.pairing, partner.pairing = id, id
  local partnerText = save(partner)
  local dueAt = now + ${MATCHING_DELAY_MS}
  local users = { partner.user, seat.user }
  local heldBack = (partner.heldUntil and 1 or 0) + (seat.heldUntil and 1 or 0)
  local record = cjson.encode({
    id = id, pairedAt = now, dueAt = dueAt, chatType = seat.chatType, users = users, heldBack = heldBack,
  })
  redis.call('HSET', PAIRINGS, id, record)
  redis.call('ZADD', DUE, tostring(dueAt), id)
  keep(PAIRINGS)
  keep(DUE)
  return record, partnerText
end
`
