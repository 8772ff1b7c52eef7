extension StaticFile {
    /// The page itself, at `/`.
    static let page = StaticFile("index.html", PackageResources.index_html)

    /// The files of the folder `Web`, each at `/web/NAME`.
    static let web = [
        StaticFile("bar.js", PackageResources.bar_js),
        StaticFile("base.css", PackageResources.base_css),
        StaticFile("box.js", PackageResources.box_js),
        StaticFile("chips.js", PackageResources.chips_js),
        StaticFile("fields.js", PackageResources.fields_js),
        StaticFile("filters.css", PackageResources.filters_css),
        StaticFile("filters.js", PackageResources.filters_js),
        StaticFile("header.css", PackageResources.header_css),
        StaticFile("icon.svg", PackageResources.icon_svg),
        StaticFile("ideas.js", PackageResources.ideas_js),
        StaticFile("images.js", PackageResources.images_js),
        StaticFile("key.js", PackageResources.key_js),
        StaticFile("keys.js", PackageResources.keys_js),
        StaticFile("menus.js", PackageResources.menus_js),
        StaticFile("page.js", PackageResources.page_js),
        StaticFile("panel.css", PackageResources.panel_css),
        StaticFile("panel.js", PackageResources.panel_js),
        StaticFile("parts.js", PackageResources.parts_js),
        StaticFile("picture.js", PackageResources.picture_js),
        StaticFile("question.js", PackageResources.question_js),
        StaticFile("related.js", PackageResources.related_js),
        StaticFile("request.js", PackageResources.request_js),
        StaticFile("results.css", PackageResources.results_css),
        StaticFile("results.js", PackageResources.results_js),
        StaticFile("search.js", PackageResources.search_js),
        StaticFile("service.js", PackageResources.service_js),
        StaticFile("share.js", PackageResources.share_js),
        StaticFile("stage.css", PackageResources.stage_css),
        StaticFile("stage.js", PackageResources.stage_js),
        StaticFile("states.css", PackageResources.states_css),
        StaticFile("states.js", PackageResources.states_js),
    ]
}
