DROP INDEX "customer_by_annual_revenue_minor";--> statement-breakpoint
DROP INDEX "deal_by_amount_minor";--> statement-breakpoint
DROP INDEX "lead_by_value_minor";--> statement-breakpoint
DROP INDEX "product_by_price_minor";--> statement-breakpoint
CREATE INDEX "customer_by_annual_revenue_minor" ON "customer" USING btree ("workspace_id","annual_revenue_currency" DESC NULLS LAST,"annual_revenue_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_amount_minor" ON "deal" USING btree ("workspace_id","amount_currency" DESC NULLS LAST,"amount_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_value_minor" ON "lead" USING btree ("workspace_id","value_currency" DESC NULLS LAST,"value_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "product_by_price_minor" ON "product" USING btree ("workspace_id","price_currency" DESC NULLS LAST,"price_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;