"""May somebody work as this? What the law or an employer asks before one begins, by place and day."""
