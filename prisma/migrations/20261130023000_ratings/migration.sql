-- How a participant found a session, by one tap at its end.
ALTER TABLE "session_participants" ADD COLUMN "rating" TEXT;
