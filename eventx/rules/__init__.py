"""Rule packs: YAML to typed rules, compiled to matchers over units."""
