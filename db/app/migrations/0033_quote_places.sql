ALTER TABLE "quote" ADD COLUMN "territory_id" uuid;--> statement-breakpoint
ALTER TABLE "quote" ADD COLUMN "fixed_territory_id" uuid;--> statement-breakpoint
CREATE INDEX "quote_by_territory_id" ON "quote" USING btree ("workspace_id","territory_id","created_at") WHERE "quote"."territory_id" is not null;--> statement-breakpoint
CREATE INDEX "quote_by_fixed_territory_id" ON "quote" USING btree ("workspace_id","fixed_territory_id","created_at") WHERE "quote"."fixed_territory_id" is not null;--> statement-breakpoint
ALTER TABLE "quote" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "customer" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "quote" SET territory_id = c.territory_id FROM "customer" c WHERE c.id = "quote".customer_id AND c.territory_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE "quote" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "customer" FORCE ROW LEVEL SECURITY;
