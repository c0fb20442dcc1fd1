-- What every script of one record begins with. KEYS[1] is the record as JSON, ARGV[1] the time. Its `end` is null while it goes
-- on; PARTS are its other keys. Whose records they are defines `deadlineOf`.
local RECORD, now = KEYS[1], tonumber(ARGV[1])
local null = cjson.null

local function load()
  local text = redis.call('GET', RECORD)
  return text and cjson.decode(text)
end

local function save(record)
  local text = cjson.encode(record)
  local ms = record['end'] == null and RECORD_TTL_MS or KEEP_ENDED_MS
  redis.call('SET', RECORD, text, 'PX', ms)
  for _, part in ipairs(PARTS) do redis.call('PEXPIRE', RECORD .. part, ms) end
  return text
end

local function find(record, user)
  for position, participant in ipairs(record.participants) do
    if participant.user == user then return participant, position end
  end
end

-- The record if it goes on and the user is in it.
local function live(user)
  local record = load()
  if record and record['end'] == null and find(record, user) then return record end
end
