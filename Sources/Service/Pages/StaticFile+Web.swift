extension StaticFile {
    /// The page itself, at `/`.
    static let page = StaticFile("index.html", PackageResources.index_html)

    /// The files of the folder `Web`, each at `/web/NAME`.
    static let web = [
        StaticFile("bar.js", PackageResources.bar_js),
        StaticFile("filters.js", PackageResources.filters_js),
        StaticFile("icon.svg", PackageResources.icon_svg),
        StaticFile("ideas.js", PackageResources.ideas_js),
        StaticFile("page.css", PackageResources.page_css),
        StaticFile("page.js", PackageResources.page_js),
        StaticFile("panel.css", PackageResources.panel_css),
        StaticFile("panel.js", PackageResources.panel_js),
        StaticFile("parts.js", PackageResources.parts_js),
        StaticFile("picture.js", PackageResources.picture_js),
        StaticFile("question.js", PackageResources.question_js),
        StaticFile("results.css", PackageResources.results_css),
        StaticFile("results.js", PackageResources.results_js),
        StaticFile("search.js", PackageResources.search_js),
        StaticFile("service.js", PackageResources.service_js),
    ]
}
