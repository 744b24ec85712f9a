-- When something was last done with a record is looked for anew when an activity about it goes: the newest is the first of its index.
DROP INDEX "activity_by_lead_id";--> statement-breakpoint
DROP INDEX "activity_by_customer_id";--> statement-breakpoint
DROP INDEX "activity_by_contact_id";--> statement-breakpoint
DROP INDEX "activity_by_deal_id";--> statement-breakpoint
DROP INDEX "activity_by_owner_id";--> statement-breakpoint
CREATE INDEX "activity_by_lead_id" ON "activity" USING btree ("workspace_id","lead_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."lead_id" is not null;--> statement-breakpoint
CREATE INDEX "activity_by_customer_id" ON "activity" USING btree ("workspace_id","customer_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "activity_by_contact_id" ON "activity" USING btree ("workspace_id","contact_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "activity_by_deal_id" ON "activity" USING btree ("workspace_id","deal_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."deal_id" is not null;--> statement-breakpoint
CREATE INDEX "activity_by_owner_id" ON "activity" USING btree ("workspace_id","owner_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."owner_id" is not null;