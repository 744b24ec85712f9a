CREATE TABLE "deal_sum" (
	"workspace_id" uuid NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"at" date NOT NULL,
	"currency" text,
	"owner_id" uuid,
	"count" bigint NOT NULL,
	"minor" numeric NOT NULL,
	"folded" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX "deal_sum_of_pipeline" ON "deal_sum" USING btree ("workspace_id","pipeline_id","at");--> statement-breakpoint
CREATE INDEX "deal_sum_unfolded" ON "deal_sum" USING btree ("workspace_id") WHERE not folded;--> statement-breakpoint
CREATE INDEX "deal_in_column" ON "deal" USING btree ("workspace_id","stage_id","position","id","closed_on") WHERE deleted_at is null;--> statement-breakpoint
CREATE FUNCTION keep_deal_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO deal_sum (workspace_id, pipeline_id, stage_id, at, currency, owner_id, count, minor)
    SELECT workspace_id, pipeline_id, stage_id, coalesce(closed_on, 'infinity'), amount_currency, owner_id, count(*), coalesce(sum(amount_minor), 0)
    FROM written WHERE deleted_at IS NULL AND stage_id IS NOT NULL AND pipeline_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6;
  ELSIF tg_op = 'DELETE' THEN
    INSERT INTO deal_sum (workspace_id, pipeline_id, stage_id, at, currency, owner_id, count, minor)
    SELECT workspace_id, pipeline_id, stage_id, coalesce(closed_on, 'infinity'), amount_currency, owner_id, -count(*), -coalesce(sum(amount_minor), 0)
    FROM former WHERE deleted_at IS NULL AND stage_id IS NOT NULL AND pipeline_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6;
  ELSE
    INSERT INTO deal_sum (workspace_id, pipeline_id, stage_id, at, currency, owner_id, count, minor)
    SELECT workspace_id, pipeline_id, stage_id, coalesce(closed_on, 'infinity'), amount_currency, owner_id, sum(n), coalesce(sum(n * amount_minor), 0)
    FROM (
      SELECT 1 AS n, workspace_id, pipeline_id, stage_id, closed_on, amount_currency, owner_id, amount_minor::numeric, deleted_at FROM written
      UNION ALL
      SELECT -1, workspace_id, pipeline_id, stage_id, closed_on, amount_currency, owner_id, amount_minor, deleted_at FROM former) w
    WHERE deleted_at IS NULL AND stage_id IS NOT NULL AND pipeline_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
    HAVING sum(n) <> 0 OR coalesce(sum(n * amount_minor), 0) <> 0;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "deal_sums_insert" AFTER INSERT ON "deal" REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_deal_sums();--> statement-breakpoint
CREATE TRIGGER "deal_sums_update" AFTER UPDATE ON "deal" REFERENCING OLD TABLE AS former NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_deal_sums();--> statement-breakpoint
CREATE TRIGGER "deal_sums_delete" AFTER DELETE ON "deal" REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION keep_deal_sums();--> statement-breakpoint
ALTER TABLE "deal" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "deal_sum" ("workspace_id", "pipeline_id", "stage_id", "at", "currency", "owner_id", "count", "minor", "folded")
SELECT workspace_id, pipeline_id, stage_id, coalesce(closed_on, 'infinity'), amount_currency, owner_id, count(*), coalesce(sum(amount_minor), 0), true
FROM "deal" WHERE deleted_at IS NULL AND stage_id IS NOT NULL AND pipeline_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6;--> statement-breakpoint
ALTER TABLE "deal" FORCE ROW LEVEL SECURITY;
