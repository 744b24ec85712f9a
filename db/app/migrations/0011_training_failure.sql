-- Why a training failed is told by code since, so that every reader has it in their own language; what was written as text keeps it.
ALTER TABLE "training" ALTER COLUMN "failure" SET DATA TYPE jsonb USING
  CASE WHEN "failure" IS NOT NULL THEN jsonb_build_object('code', 'failure.broken', 'params', '{}'::jsonb, 'text', "failure") END;
