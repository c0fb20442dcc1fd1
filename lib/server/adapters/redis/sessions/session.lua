-- What every script of one session has beside what any record has. `:log` holds the entries, each a line of what the script knows
-- and a line of what the author wrote, which no script reads; `:names` the positions of messages that authors named. The name is
-- the author's position and the client's message id; `:spent` has, in order, those whose entries are gone. `:flagged`, `:evidence1` and `:evidence2` hold what a report takes of the
-- entries that the log no longer has, the last two by their author's position.
local LOG, NAMES, SPENT = RECORD .. ':log', RECORD .. ':names', RECORD .. ':spent'

-- A copy, in Redis' language, of the domain's `deliveredUpTo`.
local function deliver(session, participant, seq)
  participant.deliveredSeq = math.max(participant.deliveredSeq, math.min(seq, session.lastSeq))
end

local function deadlineOf(session)
  local at, cause, by = session.activeAt + IDLE_MS, 'timeout', null
  for _, participant in ipairs(session.participants) do
    local away = participant.awayUntil
    if away ~= null and away < at then at, cause, by = away, 'disconnected', participant.user end
    local media = participant.media or null
    local failedUntil = media ~= null and media.failedAt ~= null and media.failedAt + MEDIA_FAILED_MS
    if failedUntil and failedUntil < at then at, cause, by = failedUntil, 'media-failed', null end
  end
  return at, cause, by
end
