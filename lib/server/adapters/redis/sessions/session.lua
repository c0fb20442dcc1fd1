-- What every script of one session begins with. KEYS[1] is its record as JSON, ARGV[1] the time. `:log` holds the entries,
-- each a line of what the script knows and a line of what the author wrote, which no script reads; `:names` the positions of
-- messages that authors named. The name is the author's position and the client's message id. `:flagged`, `:evidence1` and
-- `:evidence2` hold what a report takes of the entries that the log no longer has, the last two by their author's position.
local RECORD, LOG, NAMES, now = KEYS[1], KEYS[1] .. ':log', KEYS[1] .. ':names', tonumber(ARGV[1])
local null = cjson.null

local function load()
  local text = redis.call('GET', RECORD)
  return text and cjson.decode(text)
end

local function keep(ms)
  redis.call('PEXPIRE', LOG, ms)
  redis.call('PEXPIRE', NAMES, ms)
  for _, list in ipairs({ ':flagged', ':evidence1', ':evidence2' }) do redis.call('PEXPIRE', RECORD .. list, ms) end
end

local function save(session)
  local text = cjson.encode(session)
  local ms = session['end'] == null and SESSION_TTL_MS or KEEP_ENDED_MS
  redis.call('SET', RECORD, text, 'PX', ms)
  keep(ms)
  return text
end

local function find(session, user)
  for position, participant in ipairs(session.participants) do
    if participant.user == user then return participant, session.participants[3 - position], position end
  end
end

local function deadlineOf(session)
  local at, cause, by = session.activeAt + IDLE_MS, 'timeout', null
  for _, participant in ipairs(session.participants) do
    local away = participant.awayUntil
    if away ~= null and away < at then at, cause, by = away, 'disconnected', participant.user end
  end
  return at, cause, by
end

-- The session if it goes on and the user is in it.
local function live(user)
  local session = load()
  if session and session['end'] == null and find(session, user) then return session end
end
