"""What search engines may read: everything of the real site, nothing of a fictitious one."""

from __future__ import annotations


def robots(site_url: str, *, fictif: bool) -> str:
    """The content of `robots.txt`; it names the sitemap where the public address of the site is known."""
    lines = ["User-agent: *", "Disallow: /" if fictif else "Allow: /"]
    if site_url and not fictif:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    return "\n".join(lines) + "\n"
