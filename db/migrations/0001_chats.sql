CREATE TABLE "chat_rates" (
	"key" text PRIMARY KEY NOT NULL,
	"free_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chores" (
	"name" text PRIMARY KEY NOT NULL,
	"begun_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"name" text NOT NULL,
	"sealed" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "installations_platform_workspace_pk" PRIMARY KEY("platform","workspace")
);
--> statement-breakpoint
CREATE TABLE "paused_workspaces" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"try_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "paused_workspaces_platform_workspace_pk" PRIMARY KEY("platform","workspace")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "under" text;--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "typing_replies" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "photo" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "caught_up_at" timestamp with time zone DEFAULT now() NOT NULL;