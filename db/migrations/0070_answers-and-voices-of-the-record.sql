-- Answers for the next time and what supervisors were told are kept by series, too: of what was destroyed nothing is
-- written any more.
CREATE TRIGGER "answers_after_destruction" BEFORE UPDATE OF "question", "answer" ON "answers"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('answers', 'question', 'answer');--> statement-breakpoint
CREATE TRIGGER "voices_after_destruction" BEFORE UPDATE OF "opening" ON "voices"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('voices', 'opening');
